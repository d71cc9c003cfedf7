import { useTranslations } from "next-intl";
import type { CallbackEvent } from "#lib/callbacks/read/index.ts";
import { eventChannels } from "#lib/callbacks/read/kinds.ts";

/** The callbacks that have a name in words, by where WeChat sends them; WeChat makes new ones, which show as they are called. */
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

/** A callback's name in words, or WeChat's own where there are none. */
export function useEventName(): (name: string) => string {
  const t = useTranslations("callbacks");
  return (name) => {
    const known = allNames.find((one) => one === name);
    return known ? t(`names.${known}`) : name;
  };
}
