/** A part of a mail, from top to bottom. Every text is escaped here. */
export type MailBlock =
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'notice'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | { readonly kind: 'steps'; readonly title: string; readonly steps: readonly string[] }
  | { readonly kind: 'box'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'foot'; readonly lines: readonly string[] }

interface MailPage {
  readonly language: string
  /** A short line above the title. */
  readonly kicker: string
  readonly title: string
  /** Shown beside the subject in a list of mails. */
  readonly preview: string
  readonly blocks: readonly MailBlock[]
}

/**
 * The HTML of a mail: tables and inline styles, which every mail program shows. The style sheet only adds dark colours
 * and small screens, so a program that strips the sheet still shows a readable mail.
 */
export function mailPage({ language, kicker, title, preview, blocks }: MailPage): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>${SHEET}</style>
<!--[if mso]><style>td{font-family:Arial,sans-serif}</style><![endif]-->
</head>
<body class="bg" style="margin:0;padding:0;background:#f0f3f0" bgcolor="#f0f3f0"><div role="main">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escaped(preview)}</div>
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f0f3f0"><tr><td align="center" style="padding:16px 8px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="in" width="100%" cellpadding="0" cellspacing="0" border="0" align="center" style="max-width:600px;table-layout:fixed;word-break:break-word;font-family:'Segoe UI',system-ui,Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:22px;color:#15201b;text-align:left">
<tr><td class="hd p" bgcolor="#0f2f28" style="background:#0f2f28;border-radius:10px 10px 0 0;padding:16px 24px 18px;color:#ffffff"><div style="font-size:14px;line-height:20px;color:#b9cfc5">${escaped(kicker)}</div>
<h1 style="margin:2px 0 0;font-size:22px;line-height:28px;font-weight:700;color:#ffffff"><bdi>${escaped(title)}</bdi></h1></td></tr>
${blocks.map(blockHtml).join('\n')}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div></body>
</html>
`
}

const SHEET =
  '@media (max-width:620px){.p{padding-left:16px!important;padding-right:16px!important}}' +
  '@media (prefers-color-scheme:dark){.bg{background:#0d1412!important}.sh{background:#151f1b!important}.in{color:#e8efeb!important}.so{color:#a9b8b0!important}.bx{background:#1a2621!important}}' +
  '@media print{.no{display:none!important}.bg,.sh,.bx,.hd{background:#fff!important}.hd,.hd *,.in,.so{color:#000!important}}'

const row = (padding: string, content: string, name = ''): string =>
  `<tr${name}><td class="p sh" bgcolor="#ffffff" style="background:#ffffff;padding:${padding}">${content}</td></tr>`

const paragraphs = (lines: readonly string[]): string =>
  lines.map((line) => `<div dir="auto" style="margin:0 0 6px">${line === '' ? '&nbsp;' : escaped(line)}</div>`).join('')

function blockHtml(block: MailBlock): string {
  switch (block.kind) {
    case 'facts':
      return row(
        '16px 24px 8px',
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed">${block.facts.map(factHtml).join('')}</table>`,
      )
    case 'notice':
      return `<tr><td class="p" bgcolor="#ffeecf" style="background:#ffeecf;padding:14px 24px;color:#7a3e00"><strong style="font-size:18px">${escaped(block.title)}</strong>${block.lines.map((line) => `<br>${escaped(line)}`).join('')}</td></tr>`
    case 'text':
      return row('16px 24px 8px', paragraphs(block.lines))
    case 'steps':
      return row(
        '8px 24px',
        `<h2 style="margin:0 0 4px;font-size:18px;line-height:24px">${escaped(block.title)}</h2><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed">${block.steps.map(stepHtml).join('')}</table>`,
      )
    case 'box':
      return row(
        '8px 24px',
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed"><tr><td class="bx" bgcolor="#f5f8f5" style="background:#f5f8f5;border:2px solid #728078;border-radius:8px;padding:12px 16px"><strong>${escaped(block.title)}</strong>${paragraphs(block.lines)}</td></tr></table>`,
      )
    case 'button':
      return row(
        '8px 24px 12px',
        `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="#14382e" style="background:#14382e;border:1px solid #5b8a79;border-radius:8px;mso-padding-alt:13px 24px"><a href="${escaped(block.url)}" style="display:inline-block;padding:13px 24px;font-size:16px;line-height:20px;font-weight:700;color:#ffffff;text-decoration:none">${escaped(block.label)}</a></td></tr></table>`,
        ' class="no"',
      )
    case 'foot':
      return `<tr><td class="p sh so" bgcolor="#ffffff" style="background:#ffffff;border-radius:0 0 10px 10px;padding:12px 24px 20px;font-size:13px;line-height:19px;color:#4a5851">${block.lines.map(escaped).join('<br>')}</td></tr>`
  }
}

const factHtml = ([label, value]: readonly [string, string]): string =>
  `<tr valign="top"><td class="so" width="96" style="padding:3px 12px 3px 0;font-size:14px;color:#4a5851">${escaped(label)}</td><td style="padding:3px 0" dir="auto">${escaped(value)}</td></tr>`

const stepHtml = (step: string, index: number): string =>
  `<tr valign="top"><td width="32" style="padding:6px 0"><b>${index + 1}.</b></td><td style="padding:6px 0" dir="auto">${escaped(step)}</td></tr>`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
