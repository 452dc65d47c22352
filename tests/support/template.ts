/** Until there is a schema, the template is as PostgreSQL makes it. */
export async function prepareTemplate(_adminUrl: string): Promise<void> {}
