"use client";

import { useId } from "react";
import { classNames } from "./class-names.ts";

/** Radio buttons that look like a segmented control. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="inline-flex w-fit max-w-full flex-wrap gap-1 rounded-md bg-sunken p-1">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            "min-h-8 cursor-pointer rounded px-3 py-1 has-focus-visible:outline-2 has-focus-visible:outline-jade",
            option.value === value
              ? "bg-raised font-semibold text-jade shadow-xs"
              : "text-soft hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
