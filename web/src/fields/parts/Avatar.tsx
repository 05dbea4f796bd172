const COLOURS = 5;

function colourOf(id: number | string): number {
  let sum = 0;
  for (const char of String(id)) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 997;
  return (sum % COLOURS) + 1;
}

/** A person's first character on a colour that stays theirs. */
export function Avatar({ id, name, size = 18 }: { id: number | string; name: string; size?: 18 | 24 | 32 }) {
  const first = Array.from(name)[0] ?? '';
  return <span aria-hidden="true" className={`f-avatar f-avatar-${size} f-avatar-c${colourOf(id)}`}>{first}</span>;
}
