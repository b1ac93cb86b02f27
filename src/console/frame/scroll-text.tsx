import { h } from './jsx.ts'
/** Text of a machine that may be too wide. A person without a mouse must be able to scroll it, so it takes the focus. */
export function ScrollText({ name, text }: { name: string; text: string }) {
  const scrolls = { tabindex: 0, role: 'region', 'aria-label': name }
  return (
    <pre dir="ltr" {...scrolls}>
      {text}
    </pre>
  )
}
