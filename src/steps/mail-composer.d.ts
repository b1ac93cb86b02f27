/**
 * The part of nodemailer that composing needs. `tsconfig.json` maps the module here, because nodemailer's own
 * declarations need Node's types.
 */
export default class MailComposer {
  constructor(mail: {
    readonly from: string
    readonly to: string[]
    readonly replyTo?: string
    readonly subject: string
    readonly text: string
    readonly html: string
    readonly headers: Readonly<
      Record<string, string | { readonly prepared: true; readonly foldLines: false; readonly value: string }>
    >
    readonly date: Date
    readonly baseBoundary: string
    readonly boundaryPrefix: string
    readonly newline: 'windows'
    readonly disableFileAccess: boolean
    readonly disableUrlAccess: boolean
    readonly attachments?: readonly {
      readonly filename: string
      readonly content: Uint8Array
      readonly contentType: string
    }[]
  })
  compile(): { build(): Promise<Uint8Array> }
}
