import type { Cause } from './team.ts';

/** What goes wrong in a shop for furniture. */
export const CAUSES: readonly Cause[] = [
  { name: 'late delivery', team: 'delivery', weight: 17, ease: 0.02, solution: 'credit' },
  { name: 'damaged in transit', team: 'delivery', weight: 10, ease: 0, solution: 'exchange' },
  { name: 'missed appointment', team: 'delivery', weight: 7, ease: -0.05, solution: 'help' },
  { name: 'wrong invoice', team: 'billing', weight: 9, ease: 0.03, solution: 'explanation' },
  { name: 'refund not received', team: 'billing', weight: 8, ease: -0.04, solution: 'refund' },
  { name: 'missing parts', team: 'warehouse', weight: 10, ease: 0.03, solution: 'exchange' },
  { name: 'wrong item', team: 'warehouse', weight: 7, ease: -0.03, solution: 'exchange' },
  { name: 'return not collected', team: 'returns', weight: 8, ease: 0, solution: 'help' },
  { name: 'return refused', team: 'returns', weight: 5, ease: -0.06, solution: 'refund' },
  { name: 'assembly fault', team: 'tech', weight: 8, ease: 0.02, solution: 'repair' },
  { name: 'broken frame', team: 'tech', weight: 6, ease: -0.02, solution: 'exchange' },
  { name: 'unfriendly service', team: 'service-desk', weight: 3, ease: -0.04, solution: 'credit' },
  { name: 'wrong advice', team: 'service-desk', weight: 2, ease: 0.04, solution: 'explanation' },
];

export const PRODUCTS = ['sofas', 'beds', 'tables', 'wardrobes', 'kitchens', 'lamps', 'garden'] as const;
export const REGIONS = ['north', 'south', 'east', 'west', 'abroad'] as const;
/** How often each is complained about. */
export const PRODUCT_SHARES = [0.24, 0.19, 0.16, 0.15, 0.1, 0.08, 0.08] as const;
export const REGION_SHARES = [0.24, 0.29, 0.17, 0.24, 0.06] as const;

/** Systems that push events. */
export const SOURCES = {
  helpdesk: 'https://helpdesk.example.com',
  crm: 'https://crm.example.com',
  survey: 'https://survey.example.com',
  listening: 'https://listening.example.com',
  shop: 'https://shop.example.com',
  people: 'https://people.example.com',
  ratings: 'https://ratings.example.com',
} as const;

export const BOT = 'helper-bot';
export const CURRENCY = 'EUR';
