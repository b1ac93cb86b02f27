import type { Child } from 'hono/jsx'
import { h } from './jsx.ts'
import type { Visit } from './visit.ts'

interface FormProps {
  readonly visit: Visit
  readonly action: string
  /** More fields that a person does not see. */
  readonly hidden?: Readonly<Record<string, string | number>>
  readonly class?: string
  /** A browser sends a file in this form only, and a long text in fewer bytes. */
  readonly hasFile?: boolean | undefined
  readonly children?: Child
}

/** A form with the hidden field that proves that this visitor's page posted the form. */
export const Form = ({ visit, action, hidden = {}, class: kind = 'flow', hasFile, children }: FormProps) => (
  <form class={kind} method="post" action={action} enctype={hasFile ? 'multipart/form-data' : undefined}>
    {Object.entries({ form: visit.formToken, ...hidden }).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
)
