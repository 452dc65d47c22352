import { resolveInside } from './resolve.ts';
import { isTest, packageOf, zoneOf } from './zones.ts';

/** What is wrong with the file `from` (a path from the root of the repository) importing `specifier`, or undefined. */
export function judge(from: string, specifier: string): string | undefined {
  const zone = zoneOf(from);
  if (zone === undefined) return undefined;
  if (zone.pure && !isTest(from) && specifier.startsWith('node:')) return `${zone.name} is pure: no ${specifier}`;
  const to = resolveInside(from, specifier);
  if (to === undefined) return undefined;
  const target = zoneOf(to);
  if (target === undefined) return `${specifier} leads to no part of this repository that may be imported`;
  if (specifier.startsWith('.') && packageOf(from) !== packageOf(to)) {
    if (isTest(from) && to.startsWith('tests/support/')) return undefined;
    return `${specifier} reaches into ${packageOf(to)}: import the package by its name`;
  }
  if (crossesVanityLine(zone.side, target.side))
    return `${zone.name} and ${target.name} lie on two sides of the vanity line`;
  if (zone === target || isTest(from) || zone.may.includes(target.name)) return undefined;
  return `${zone.name} may not import ${target.name}`;
}

/** A file of the tests belongs to neither side, but it may not bring the two together: the imports that do. */
export function mixture(from: string, specifiers: readonly string[]): string | undefined {
  if (zoneOf(from)?.name !== 'tests') return undefined;
  const sides = specifiers.map((one) => zoneOf(resolveInside(from, one) ?? '')?.side);
  const [recovery, vanity] = [specifiers[sides.indexOf('recovery')], specifiers[sides.indexOf('vanity')]];
  if (recovery === undefined || vanity === undefined) return undefined;
  return `${recovery} and ${vanity} lie on two sides of the vanity line: test them in two files`;
}

function crossesVanityLine(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
