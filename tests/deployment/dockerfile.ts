/** One build stage: what it starts from, and its instructions in order. */
export type Stage = {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly { readonly name: string; readonly text: string }[];
};

/** The stages of a Dockerfile, as far as this repository's needs it: no heredocs, no build arguments in names. */
export function readStages(dockerfile: string): Stage[] {
  const lines = dockerfile
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: { name: string; from: string; instructions: { name: string; text: string }[] }[] = [];
  for (const line of lines) {
    const [, name = '', text = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const start = /^(\S+)\s+AS\s+(\S+)$/.exec(text);
    if (name === 'FROM') stages.push({ from: start?.[1] ?? text, name: start?.[2] ?? '', instructions: [] });
    else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}
