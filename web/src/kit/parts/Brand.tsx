/** The product's mark: lines of a list, the last one ticked. */
export function Brand({ size = 30 }: { size?: number }) {
  return (
    <span
      style={{
        width: size, height: size, borderRadius: 8, background: 'var(--accent)', color: 'var(--on-accent)',
        display: 'grid', placeItems: 'center', flex: 'none',
      }}
      aria-hidden
    >
      <svg viewBox="0 0 24 24" width={size * 0.6} height={size * 0.6} fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M4 6h11M4 12h7M4 18h5" />
        <path d="M13 15.5l3 3 5-6" />
      </svg>
    </span>
  );
}
