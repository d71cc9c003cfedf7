import { Search } from "lucide-react";
import { classNames } from "./class-names.ts";
import { TextInput } from "./field.tsx";

/** A search field whose placeholder names what is searched. */
export function SearchInput({
  label,
  value,
  onChange,
  className,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  return (
    <div className={classNames("relative", className)}>
      <Search
        aria-hidden
        className="absolute top-2.5 left-2.5 size-4 text-soft"
      />
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="pl-8"
      />
    </div>
  );
}
