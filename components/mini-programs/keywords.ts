/** The keywords of a template, such as `thing1`, with the words before them: `门店:{{thing2.DATA}}`. */
export function keywordsOf(content: string): { key: string; label: string }[] {
  return [...content.matchAll(/([^\n{}]*?)[:：]?\s*\{\{(\w+)\.DATA\}\}/g)].map(
    ([, words = "", key = ""]) => ({ key, label: words.trim() || key }),
  );
}
