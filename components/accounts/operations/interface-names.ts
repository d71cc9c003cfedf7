const names = {
  "/cgi-bin/message/mass/sendall": "mass_send",
  "/cgi-bin/message/template/send": "template_send",
  "/cgi-bin/message/custom/send": "custom_send",
  "/cgi-bin/qrcode/create": "qrcode_create",
  "/cgi-bin/user/info": "user_info",
  "/cgi-bin/material/add_material": "add_material",
} as const;

/** The message key of an interface's name. */
export function interfaceName(
  path: string,
): (typeof names)[keyof typeof names] | "other" {
  return path in names ? names[path as keyof typeof names] : "other";
}
