/** Each sets a mark when it runs, `{n}` its number. */
const SCRIPTS = [
  "<script>window.ran={n}</script>",
  '"><script>window.ran={n}</script>',
  "</title><script>window.ran={n}</script>",
  "</script><script>window.ran={n}</script>",
  "</textarea><script>window.ran={n}</script>",
  "<!--<script>--><script>window.ran={n}//",
  '<img src=x onerror="window.ran={n}">',
  "'\"><img src=x onerror=window.ran={n}>",
  '<svg onload="window.ran={n}"/>',
  "<svg><script>window.ran={n}</script></svg>",
  '<iframe srcdoc="<script>parent.ran={n}</script>"></iframe>',
  "<details open ontoggle=window.ran={n}>x",
  "<input autofocus onfocus=window.ran={n}>",
  '<a href="javascript:window.ran={n}" autofocus>x</a>',
  "javascript:window.ran={n}//",
  "data:text/html,<script>opener.ran={n}</script>",
  "{{constructor.constructor('window.ran={n}')()}}",
  "${window.ran={n}}",
  "'-(window.ran={n})-'",
  "\\u003cscript\\u003ewindow.ran={n}\\u003c/script\\u003e",
  "<base href=//evil.example><b id={n}>",
  '<meta http-equiv="refresh" content="0;url=javascript:window.ran={n}">',
  "<style>@import '//evil.example/{n}';*{background:url(//evil.example)}</style>",
  '<form action="//evil.example"><button autofocus>{n}</button>',
  "]]><script>window.ran={n}</script>",
  '{"level":60,"msg":"forged {n}"}',
  'x\n{"level":60,"msg":"forged {n}"}\nx',
  '=HYPERLINK("//evil.example",{n})',
  "\u202e<script>window.ran={n}</script>\u2028\u2029",
  "𝒔𝒄𝒓𝒊𝒑𝒕<ſcript>window.ran={n}</ſcript>",
];

/** So many names that no page may take for anything but a name. */
export const hostileNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    (SCRIPTS[index % SCRIPTS.length] ?? "").replaceAll(
      "{n}",
      String(index + 1),
    ),
  );
