import type { Report } from '@finest-hour/metrics';

/** A report without what is drawn of it and its groups: what pages say is said of this. */
export type Figures = Omit<Report, 'curves' | 'groups'>;

/** A page's data is written out before it is rendered, and hundreds of points of curves take as long as counting. */
export function figuresOf({ curves: _curves, groups: _groups, ...figures }: Report): Figures {
  return figures;
}
