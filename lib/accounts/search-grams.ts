/**
 * What an account that a text occurs in has among its search tokens: each two characters in a row, or the only one.
 * Characters are code points, as PostgreSQL counts them.
 */
export function searchGrams(text: string): string[] {
  const characters = [...text];
  if (characters.length < 2) return characters;
  return [
    ...new Set(
      characters.slice(1).map((next, at) => `${characters[at]}${next}`),
    ),
  ];
}
