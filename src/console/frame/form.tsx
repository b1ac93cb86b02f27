import type { Child } from 'hono/jsx'
import type { Visit } from './visit.ts'

interface FormProps {
  readonly visit: Visit
  readonly action: string
  /** More fields that a person does not see. */
  readonly hidden?: Readonly<Record<string, string>>
  readonly class?: string
  readonly children?: Child
}

/** A form with the hidden field that proves that this visitor's page posted the form. */
export const Form = ({ visit, action, hidden = {}, class: kind = 'flow', children }: FormProps) => (
  <form class={kind} method="post" action={action}>
    {Object.entries({ form: visit.formToken, ...hidden }).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
)
