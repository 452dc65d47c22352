import type { Observation } from '../aalen-johansen.ts';

/** Days until death (`d`) or end of observation, one a patient. */
const DAYS = `
  306d 455d 1010 210d 883d 1022 310d 361d 218d 166d 170d 654d 728d 71d 567d 144d 613d 707d 61d 88d 301d 81d 624d 371d
  394d 520d 574d 118d 390d 12d 473d 26d 533d 107d 53d 122d 814d 965 93d 731d 460d 153d 433d 145d 583d 95d 303d 519d
  643d 765d 735d 189d 53d 246d 689d 65d 5d 132d 687d 345d 444d 223d 175d 60d 163d 65d 208d 821 428d 230d 840 305d 11d
  132d 226d 426d 705d 363d 11d 176d 791d 95d 196 167d 806 284d 641d 147d 740 163d 655d 239d 88d 245d 588 30d 179d 310d
  477d 166d 559 450d 364d 107d 177d 156d 529 11d 429d 351d 15d 181d 283d 201d 524d 13d 212d 524d 288d 363d 442d 199d
  550d 54d 558d 207d 92d 60d 551 543 293d 202d 353d 511 267d 511 371d 387d 457d 337d 201d 404 222d 62d 458 356 353d
  163d 31d 340d 229d 444 315 182d 156d 329d 364 291d 179d 376 384 268d 292 142d 413 266 194d 320d 181d 285d 301 348d
  197d 382 303 296 180d 186d 145d 269 300 284 350d 272 292 332 285d 259 110d 286d 270d 81d 131d 225 269d 225 243 279
  276 135d 79d 59d 240 202 235 105d 224 239d 237 173 252 221 185 92 13d 222 192 183d 211 175 197 203 116d 188 191 105
  174 177
`;

/**
 * Survival of 228 patients with advanced lung cancer, 165 deaths (cause 1).
 * Source: R `survival::lung`; Loprinzi et al. (1994), Journal of Clinical Oncology 12, 601–607.
 */
export const LUNG: readonly Observation[] = DAYS.trim()
  .split(/\s+/)
  .map((entry) => ({ time: Number.parseInt(entry, 10), cause: entry.endsWith('d') ? 1 : 0 }));
