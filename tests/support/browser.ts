import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Chromium, chromiums } from './chromium.ts';

/** The browser says nothing to anybody but the pages under test. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/**
 * A browser of this machine, or the registry's. Its sandbox is on, save where there can be none: root may not have it,
 * and some kernels deny it to everybody. What it opens are our own pages, on loopback.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const found of chromiums()) {
    for (const sandbox of process.getuid?.() === 0 ? [false] : [true, false]) {
      try {
        return await launch(found, sandbox);
      } catch (error) {
        failures.push(`${found.program}${sandbox ? '' : ' --no-sandbox'}: ${String(error)}`);
      }
    }
  }
  throw new Error(`no browser could be started:\n${failures.join('\n') || 'none is installed'}`);
}

async function launch(found: Chromium, sandbox: boolean): Promise<Browser> {
  return chromium.launch({
    executablePath: found.program,
    chromiumSandbox: sandbox,
    args: quiet,
    env: { ...process.env, ...found.environment } as Record<string, string>,
  });
}

/** What stands in the way of people who see, hear or move differently: one line for each breach of WCAG 2.2 A and AA. */
export async function accessibilityBreaches(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map((one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.html).join(' · ')})`);
}
