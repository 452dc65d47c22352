/** Parameters of an address, as read off a page. */
export type Params = Iterable<[name: string, value: string]>;

/** Addresses of pages. Values are escaped; null takes a parameter away. */
export function address(path: string, params: Params, changes: Readonly<Record<string, string | null>> = {}): string {
  const changed = new URLSearchParams([...params]);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  const query = changed.toString();
  return query === '' ? path : `${path}?${query}`;
}

export function caseAddress(id: string): string {
  return `/cases/${encodeURIComponent(id)}`;
}
