/** Colours by their CSS names: one drawing serves light and dark, since the browser fills them in. */
export const INK = 'var(--ink)';
export const MUTED = 'var(--muted)';
export const HAIRLINE = 'var(--hairline)';
export const SURFACE = 'var(--page)';
export const RECOVERED = 'var(--recovered)';
export const RECOVERED_TINT = 'var(--recovered-tint)';
export const LOST = 'var(--lost)';
export const LOST_TINT = 'var(--lost-tint)';
export const INK_TINT = 'var(--ink-tint)';
export const PENDING = 'var(--pending)';

export const AXIS_TEXT = { color: MUTED, fontFamily: 'var(--sans)', fontSize: 12, lineHeight: 16 } as const;
