/** A password is taken as it was typed, blanks at its ends included. */
export function passwordOf(form: FormData, name: string): string {
  const password = form.get(name);
  return typeof password === "string" ? password : "";
}
