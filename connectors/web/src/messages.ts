/** Page languages: English, and Traditional Chinese as written in Hong Kong. */
export type Language = 'en' | 'zh'

/** Values of `lang` attributes. */
export const languageTags = { en: 'en-HK', zh: 'zh-Hant-HK' } as const satisfies Record<Language, string>

/** One text in both languages; `{name}` stands for a value. A missing language does not compile. */
export type Message = Readonly<Record<Language, string>>

export type Messages = Readonly<Record<string, Message>>

/** Texts for every code, by `<prefix>.<code>`: a code without its words does not compile. */
export type MessagesOf<Prefix extends string, Code extends string> = {
  readonly [C in Code as `${Prefix}.${C}`]: Message
}

/** A text by its key. Throws on an unknown key and on a value that was not given: both are our own mistakes. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number | boolean>>) => string

const placeholder = /\{(\w+)\}/g

/** A dictionary whose keys the compiler knows. Throws where the two languages of a text name different values. */
export function defineMessages<const K extends string>(messages: Record<K, Message>): Readonly<Record<K, Message>> {
  for (const [key, message] of Object.entries<Message>(messages)) {
    const [en, zh] = [message.en, message.zh].map(text => [...new Set(text.match(placeholder))].sort().join())
    if (en !== zh) throw new Error(`message '${key}': English has the values ${en || 'none'}, Chinese ${zh || 'none'}`)
  }
  return messages
}

/** Texts of the dictionaries in one language. Throws when two dictionaries have the same key. */
export function createTranslate(language: Language, ...dictionaries: readonly Messages[]): Translate {
  const texts = new Map<string, string>()
  for (const dictionary of dictionaries)
    for (const [key, message] of Object.entries(dictionary)) {
      if (texts.has(key)) throw new Error(`message '${key}' is in two dictionaries; rename one`)
      texts.set(key, message[language])
    }
  return (key, values = {}) => {
    const text = texts.get(key)
    if (text === undefined) throw new Error(`no message '${key}'; add it to the dictionary in both languages`)
    return text.replace(placeholder, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`message '${key}' needs a value for {${name}}`)
      return String(value)
    })
  }
}
