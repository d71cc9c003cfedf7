"use client";

import { Download, Smartphone } from "lucide-react";
import { QRCodeCanvas } from "qrcode.react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Time } from "#components/ui/time.tsx";

/** Size of the picture that is downloaded, in pixels; on the screen it is shown smaller. */
const PIXELS = 720;
const PHONE_WINDOW = "width=390,height=800";

/** The QR code of a link, with the ways to pass it on. */
export function LinkCode({
  url,
  expiresAt,
  simulated,
}: {
  url: string;
  expiresAt: string;
  simulated: boolean;
}) {
  const t = useTranslations("authorization");
  const canvas = useRef<HTMLCanvasElement>(null);
  const download = () => {
    const anchor = document.createElement("a");
    anchor.download = "authorize.png";
    anchor.href = canvas.current?.toDataURL("image/png") ?? "";
    anchor.click();
  };
  return (
    <div className="grid justify-items-center gap-3">
      <div className="rounded-lg border border-line bg-white p-3">
        <QRCodeCanvas
          ref={canvas}
          value={url}
          size={PIXELS}
          marginSize={1}
          role="img"
          aria-label={t("qrAlt")}
          style={{ width: 208, height: 208 }}
        />
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <CopyButton text={url} label={t("copyLink")} />
        <Button size="small" onClick={download}>
          <Download aria-hidden />
          {t("download")}
        </Button>
        {simulated && (
          <Button
            size="small"
            variant="primary"
            onClick={() =>
              window.open(`${url}?client=wechat`, "lingpai-phone", PHONE_WINDOW)
            }
          >
            <Smartphone aria-hidden />
            {t("openPhone")}
          </Button>
        )}
      </div>
      <p className="text-small text-soft">
        {t("validUntil")} <Time at={expiresAt} />
      </p>
    </div>
  );
}
