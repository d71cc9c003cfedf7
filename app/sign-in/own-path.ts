/** Only a path of ours: whoever made the link must not choose where a signed-in person lands. */
export const ownPath = (from: string | undefined) =>
  from !== undefined && /^\/(?![/\\])/.test(from) ? from : "/accounts";
