/**
 * The search tokens of a text: each pair of adjacent characters, or its single character. Characters are code points, as in
 * PostgreSQL.
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
