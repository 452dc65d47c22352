/** A field of an event's data as people read it: {"agent":"Ana","team":"Delivery"} → "agent Ana, team Delivery". */
export function dataWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(dataWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value);
  return fields.length === 0 ? 'none' : fields.map(([name, field]) => `${name} ${dataWords(field)}`).join(', ');
}
