/** A grade such as A+ or B−: A solid, B soft, the others neutral. */
export function GradeBadge({ grade }: { grade: string }) {
  const letter = grade.charAt(0).toUpperCase();
  const weight = letter === 'A' ? 'f-grade-a' : letter === 'B' ? 'f-grade-b' : '';
  return <span className={`f-grade ${weight} lit`}>{grade.replace('-', '−')}</span>;
}
