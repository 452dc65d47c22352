import { createHash } from 'node:crypto';
import { render } from 'svelte/server';
import type { ComponentProps } from 'svelte';
import Vanity from '#lib/vanity/Vanity.svelte';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page as a whole document, whose styles stand in it. */
export function vanityDocument(status: number, props: ComponentProps<typeof Vanity>): Response {
  const { head, body } = render(Vanity, { props });
  const styles = [...head.matchAll(/<style\b[^>]*>([^]*?)<\/style>/g)].map(([, style = '']) => hashOf(style));
  const document = `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="data:," />
    ${head}
  </head>
  <body>
    ${body}
  </body>
</html>
`;
  return new Response(document, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        `style-src ${styles.join(' ')}`,
        'img-src data:',
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  });
}
