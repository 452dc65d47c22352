import { html } from 'hono/html';

/** A piece of the page; what is put into `html` is escaped unless it is one itself. */
export type Html = ReturnType<typeof html>;

export const NOTHING: Html = html``;

/** A heading as the name of its place. */
export const slug = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');
