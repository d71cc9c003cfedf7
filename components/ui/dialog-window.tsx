"use client";

import { setNonce } from "get-nonce";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { Button } from "./button.tsx";

// Radix locks the scrolling of the page with an injected style element, which needs the page's nonce.
const nonce = globalThis.document?.querySelector("script")?.nonce;
if (nonce) setNonce(nonce);

export type DialogProps = {
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/** The window of a dialog that is open. */
export function DialogWindow({
  onOpenChange,
  title,
  description,
  footer,
  children,
}: DialogProps) {
  const t = useTranslations("common");
  // Returns the focus to the button that opened the dialog; Radix does so only for its own trigger.
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
          className="fixed inset-0 z-50 flex flex-col bg-surface shadow-card sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-h-[88vh] sm:w-[min(44rem,92vw)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl sm:border sm:border-line"
        >
          <header className="flex items-start justify-between gap-4 border-b border-line px-5 py-4">
            <div>
              <Radix.Title className="text-base font-semibold">
                {title}
              </Radix.Title>
              {description && (
                <Radix.Description className="text-small text-soft">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="small" aria-label={t("close")}>
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </header>
          <div
            className="min-h-0 flex-1 overflow-y-auto px-5 py-4"
            tabIndex={-1}
          >
            {children}
          </div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
