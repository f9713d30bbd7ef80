/** A piece of text; with `href` where it is an address of our own. */
export type TextPiece = { readonly text: string; readonly href?: string }

/** Text with the addresses of this gateway as links, as a mail program shows them; others stay text. */
export function textWithLinks(text: string, publicUrl: string): readonly TextPiece[] {
  return text.split(/(https?:\/\/[^\s<>"']+)/).flatMap((piece): TextPiece[] => {
    if (piece === '') return []
    const isOwn = URL.canParse(piece) && new URL(piece).origin === new URL(publicUrl).origin
    return [isOwn ? { text: piece, href: piece } : { text: piece }]
  })
}
