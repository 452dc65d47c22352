import type { Locator, Page } from 'playwright-core';

/** A share with its bounds, as the report tells it. */
export interface Told {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A share as a reader would round it, at the precision in which the page shows it. */
export function rounded(share: number, shown: string): string {
  return (share * 100).toFixed(/\.\d/.test(shown) ? 1 : 0);
}

/** What a page shows of a measure, and what it should show: value and bounds, as numbers in its text. */
export async function shownAndTold(
  where: Page | Locator,
  name: string,
  told: Told,
): Promise<{ shown: readonly string[]; told: readonly string[] }> {
  const text = await where.locator(`[data-measure="${name}"]`).first().innerText();
  const shown = [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => number);
  const { value, low, high } = told;
  if (value === null || low === null || high === null) return { shown, told: [] };
  return { shown, told: [value, low, high].map((share, i) => rounded(share, shown[i] ?? '')) };
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60 };

/** "2 d 4 h" → seconds, and the length of its smaller unit: what it stands for may be longer by up to that. */
export function readDuration(text: string): { readonly seconds: number; readonly unitSeconds: number } {
  const parts = [...text.matchAll(/(\d+)\s(d|h|m)\b/g)].map(([, amount, unit]) => ({
    amount: Number(amount),
    unit: UNIT_SECONDS[unit ?? ''] ?? 0,
  }));
  const first = parts[0]?.unit ?? 0;
  // "3 d" is told without its hours when there are none.
  const smaller = first === 86_400 ? 3600 : 60;
  return { seconds: parts.reduce((sum, { amount, unit }) => sum + amount * unit, 0), unitSeconds: smaller };
}
