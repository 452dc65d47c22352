import type { CurvePoint } from '@finest-hour/metrics';

/** How a curve looks: its end has a shape too, since colours alone tell nothing. */
export interface CurveLook {
  readonly colour: string;
  /** Of the band between its bounds; null: no band. */
  readonly tint: string | null;
  readonly dashed: boolean;
  readonly end: 'dot' | 'diamond' | 'ring' | null;
}

export interface DrawnCurve extends CurveLook {
  readonly points: readonly CurvePoint[];
}

/** Curves of shares over time, from 0 %. Times in seconds. */
export interface CurveChart {
  readonly curves: readonly DrawnCurve[];
  readonly scale: 'logarithmic' | 'linear';
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly ticks: readonly { readonly seconds: number; readonly text: string }[];
  /** A vertical, with what it stands for. */
  readonly rule: { readonly seconds: number; readonly text: string } | null;
  /** At the right end: shares between which nothing will come. */
  readonly gap: { readonly from: number; readonly to: number; readonly text: string } | null;
  /** Numbers under the axis, one at each tick (null: none), with the mark of the curve that they belong to. */
  readonly rows: readonly { readonly look: CurveLook; readonly counts: readonly (number | null)[] }[];
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** On screens and on phones: text keeps its 12 px at both. */
export const CURVE_SIZES = { wide: { width: 720, height: 320 }, narrow: { width: 358, height: 264 } } as const;

/** Of a row of numbers under the axis, in pixels. */
export const ROW_HEIGHT = 18;
