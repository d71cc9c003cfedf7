import { useTranslations } from "next-intl";
import type { CallbackEvent } from "#lib/callbacks/read/index.ts";
import { eventChannels } from "#lib/callbacks/read/kinds.ts";

/** The callbacks that have a label, by channel. WeChat adds new ones, which are shown by their raw names. */
export const eventNames = {
  event: [
    "component_verify_ticket",
    "authorized",
    "updateauthorized",
    "unauthorized",
  ],
  message: [
    "text",
    "image",
    "voice",
    "video",
    "location",
    "link",
    "subscribe",
    "unsubscribe",
    "SCAN",
    "CLICK",
    "VIEW",
    "LOCATION",
    "TEMPLATESENDJOBFINISH",
    "MASSSENDJOBFINISH",
  ],
  receipt: [
    "subscribe_msg_sent_event",
    "subscribe_msg_popup_event",
    "subscribe_msg_change_event",
  ],
} as const satisfies Record<CallbackEvent["channel"], readonly string[]>;

const allNames = eventChannels.flatMap((channel) => [...eventNames[channel]]);

/** The label of a callback, or WeChat's name where there is none. */
export function useEventName(): (name: string) => string {
  const t = useTranslations("callbacks");
  return (name) => {
    const known = allNames.find((one) => one === name);
    return known ? t(`names.${known}`) : name;
  };
}
