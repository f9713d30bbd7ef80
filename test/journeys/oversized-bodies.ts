const deep = 40_000
/** Bodies that no operation expects, each with what it is. */
export const oversized: readonly (readonly [string, string])[] = [
  ['nested deeply', '['.repeat(deep) + ']'.repeat(deep)],
  ['an object nested deeply', `${'{"name":'.repeat(deep / 4)}1${'}'.repeat(deep / 4)}`],
  [
    'a property nested deeply',
    `{"text":${'['.repeat(deep)}${']'.repeat(deep)},"cases":${'['.repeat(deep)}${']'.repeat(deep)}}`,
  ],
  [
    'ten thousand properties',
    JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`p${n}`, n]))),
  ],
  ['one of 300 kB', JSON.stringify({ text: 'x'.repeat(300_000) })],
  ['another prototype', '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'],
  ['not an object', '"x"'],
  ['nothing', 'null'],
]
