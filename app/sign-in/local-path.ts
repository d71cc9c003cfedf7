/** The path if it is one of this console, otherwise the list of accounts: prevents open redirects. */
export const localPath = (from: string | undefined) =>
  from !== undefined && /^\/(?![/\\])/.test(from) ? from : "/accounts";
