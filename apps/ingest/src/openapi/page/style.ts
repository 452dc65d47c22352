/** The page's style: the colours of the dashboard, the fonts of the machine. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#faf9f6, #0f151b);
  --surface: light-dark(#ffffff, #161e26);
  --sunk: light-dark(#f1efea, #0a0f14);
  --ink: light-dark(#17202a, #eef1f4);
  --muted: light-dark(#56606b, #a3aeb9);
  --hairline: light-dark(#d9d5cc, #2f3a45);
  --link: light-dark(#0a4f8f, #8cc8ff);
  --warn: light-dark(#9a3d00, #e8853a);
  --mono: ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'Liberation Mono', monospace;
}
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font: 400 15px/23px system-ui, 'Helvetica Neue', Arial, sans-serif; scroll-padding-top: 16px; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 1180px; padding: 0 16px 64px; }
h1, h2, h3, h4, p, ul, dl, dd, pre { margin: 0; padding: 0; }
h1, h2 { font-family: Georgia, 'Times New Roman', serif; font-weight: 600; }
h1 { font-size: 32px; line-height: 40px; }
h2 { font-size: 24px; line-height: 32px; padding-top: 16px; border-top: 2px solid var(--ink); }
h3 { font-size: 16px; line-height: 24px; overflow-wrap: anywhere; }
h4 { font-size: 15px; padding-top: 8px; }
.status { font-weight: 700; }
a { color: var(--link); text-underline-offset: 3px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font: 13px/20px var(--mono); overflow-wrap: anywhere; }
code { background: var(--sunk); border-radius: 3px; padding: 1px 3px; }
pre code, h3 code, dt code { background: none; padding: 0; }
h3 code { font-size: 15px; font-weight: 600; }
dt code { font-weight: 600; }
pre { white-space: pre-wrap; background: var(--sunk); border: 1px solid var(--hairline); border-radius: 6px; padding: 10px 12px; }
main p, main ul { max-width: 72ch; }
main ul { padding-left: 20px; }
small { color: var(--muted); font-size: 13px; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 16px; padding: 12px 0; border-bottom: 1px solid var(--hairline); }
nav a { display: inline-block; min-height: 28px; line-height: 28px; text-decoration: none; }
nav a:hover { text-decoration: underline; }
main, main > section, article { display: grid; gap: 12px; min-width: 0; }
main { gap: 32px; padding-top: 24px; }
main > * { min-width: 0; }
article { background: var(--surface); border: 1px solid var(--hairline); border-radius: 8px; padding: 16px; }
article:target { border-color: var(--link); }
header, .answer, .media { display: grid; gap: 6px; min-width: 0; }
.answer { border-top: 1px solid var(--hairline); padding-top: 10px; }
.summary { color: var(--muted); font-size: 17px; }
.method { font: 600 13px/20px var(--mono); border: 1px solid currentColor; border-radius: 4px; padding: 1px 6px; color: var(--link); }
.method.delete { color: var(--warn); }
summary { cursor: pointer; color: var(--muted); min-height: 24px; width: fit-content; }
details > pre { margin-top: 6px; }
.fields { display: grid; gap: 8px; }
.fields > div { display: grid; gap: 0 16px; min-width: 0; }
.fields dd { min-width: 0; overflow-wrap: anywhere; }
@media (min-width: 720px) {
  .fields > div { grid-template-columns: 220px minmax(0, 1fr); }
}
@media (min-width: 1080px) {
  body { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 48px; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding-top: 12px; }
  nav ul { display: grid; border: 0; }
}
@media print { nav { display: none; } }
`;
