import { CopyButton } from "#components/ui/copy-button.tsx";

/** Text for machines with what it is, to be copied where that is of use. */
export function CodeBlock({
  label,
  text,
  copies = false,
}: {
  label: string;
  text: string;
  copies?: boolean;
}) {
  return (
    <figure className="grid gap-1">
      <figcaption className="flex items-center justify-between gap-2 text-small text-soft">
        {label}
        {copies && <CopyButton text={text} />}
      </figcaption>
      <pre
        role="group"
        tabIndex={0}
        aria-label={label}
        className="max-h-96 overflow-auto rounded bg-sunken px-3 py-2 text-small"
      >
        {text}
      </pre>
    </figure>
  );
}
