/** The words of a line as a shell reads them: quotes, escapes, continued lines, and variables in double quotes. */
function shellWords(line: string, variables: Record<string, string>): string[] {
  const pieces = line
    .replaceAll("\\\n", " ")
    .matchAll(/(\s+)|'([^']*)'|"([^"]*)"|\\(.)|([^\s'"\\]+)/g);
  const words = [""];
  for (const [, space, single, double, escaped, bare] of pieces) {
    if (space !== undefined) words.push("");
    else
      words[words.length - 1] +=
        single ??
        double?.replaceAll(
          /\$(\w+)/g,
          (_, name: string) => variables[name] ?? "",
        ) ??
        escaped ??
        bare ??
        "";
  }
  return words.filter((word) => word !== "");
}

/** Does what a line of curl would: the lines of the reference use its `-X`, `-H` and `-d`. */
export async function runCurl(
  line: string,
  variables: Record<string, string>,
): Promise<Response> {
  const [program, ...words] = shellWords(line, variables);
  if (program !== "curl") throw new Error(`not a line of curl: ${line}`);
  const headers = new Headers();
  let method: string | undefined;
  let body: string | undefined;
  let url = "";
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const next = () => words[(index += 1)] ?? "";
    if (word === "-X") method = next();
    else if (word === "-d") body = next();
    else if (word === "-H") {
      const [name = "", value = ""] = next().split(/:\s*(.*)/s);
      headers.set(name, value);
    } else if (word.startsWith("-")) throw new Error(`unknown option ${word}`);
    else url = word;
  }
  return fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers,
    ...(body === undefined ? {} : { body }),
  });
}
