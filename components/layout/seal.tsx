/** The mark of Lingpai: a seal with the character 令. */
export function Seal({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect x="1" y="1" width="30" height="30" rx="6" fill="var(--seal)" />
      <rect
        x="4"
        y="4"
        width="24"
        height="24"
        rx="3.5"
        fill="none"
        stroke="#fff"
        strokeOpacity=".75"
        strokeWidth="1.2"
      />
      <path
        d="M16 7.5 8.5 14.2M16 7.5l7.5 6.7M12.6 14.6h6.8M11 18.2h10.2l-4.6 4.2M14.4 20.6l3.2 4"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
