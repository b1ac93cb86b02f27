import { LANGUAGES } from '../../model/language.ts'
import { hasDepots } from '../../profile/rules.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import type { Visit } from '../frame/visit.ts'
import { knownUnits } from './known-units.ts'
import type { FieldName } from './row-form.ts'

interface FieldsProps {
  readonly visit: Visit
  readonly supplier: Pick<Supplier, 'routes'>
  readonly fields: readonly FieldName[]
  /** Distinguishes the forms of a page. */
  readonly id: string
  readonly values: (name: FieldName) => string
  /** The text of a problem, by field. */
  readonly problems?: ReadonlyMap<string, string>
}

/** The cells of a row as fields of a form. */
export const RowFields = ({ fields, supplier, ...props }: FieldsProps) => (
  <div class="ask">
    {fields.map((name) => {
      // A depot decides nothing where no route asks for one.
      const isShown = name !== 'depot' || hasDepots(supplier) || props.values(name) !== ''
      return isShown && <Field {...props} name={name} />
    })}
  </div>
)

const LENGTH = 500
const UNITS = 'units'

/** The units that the fields of the page offer. A page has the list once. */
export const UnitList = ({ visit, supplier }: { readonly visit: Visit; readonly supplier: Supplier }) => (
  <datalist id={UNITS}>
    {knownUnits(supplier, visit.language).map(({ code, word }) => (
      <option value={code}>{word}</option>
    ))}
  </datalist>
)

function Field({ visit, id, name, values, problems }: Omit<FieldsProps, 'fields' | 'supplier'> & { name: FieldName }) {
  const { catalogue: text } = visit.words
  const { label, hint } = text.fields[name]
  const own = `${id}-${name}`
  const problem = problems?.get(name)
  return (
    <div class={name === 'erpArticle' || name === 'name' ? 'wide' : undefined}>
      <label for={own}>{label}</label>
      {name === 'weighted' || name === 'language' ? (
        <select id={own} name={name}>
          <option value="">{name === 'weighted' ? text.no : text.asSupplier}</option>
          {(name === 'weighted' ? ['yes'] : LANGUAGES).map((one) => (
            <option value={one} selected={values(name) === one}>
              {name === 'weighted' ? text.yes : one}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...{ id: own, name, value: values(name), autocomplete: 'off', dir: 'auto' as const, maxlength: LENGTH }}
          inputmode={name === 'factor' ? 'decimal' : undefined}
          list={name === 'unit' ? UNITS : undefined}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={`${own}-hint`}
        />
      )}
      <span class={problem ? 'err' : 'hint'} id={`${own}-hint`}>
        {problem ? (
          <>
            <Icon name="stop" />
            <span>{problem}</span>
          </>
        ) : (
          hint
        )}
      </span>
    </div>
  )
}

/** The sentence of a problem, in the reader's language. */
export const problemText = (
  visit: Visit,
  code: keyof Visit['words']['catalogue']['problems'],
  column: string,
): string => fill(visit.words.catalogue.problems[code], { column })
