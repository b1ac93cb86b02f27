import type { Child } from 'hono/jsx'
import { fill } from '../../text/fill.ts'
import { Fragment, h } from './jsx.ts'
import { Table, type TableProps } from './table.tsx'

interface LongTableProps extends Omit<TableProps, 'children'> {
  readonly rows: readonly Child[]
  /** The words for the folded rows, with `{count}`. */
  readonly more: string
}

/** A table that shows the first rows and folds the others, so that a page of a large order stays short. */
export function LongTable({ rows, more, ...table }: LongTableProps) {
  if (rows.length <= MOST_ROWS) return <Table {...table}>{[...rows]}</Table>
  return (
    <>
      <Table {...table}>{rows.slice(0, FIRST_ROWS)}</Table>
      <details>
        <summary>{fill(more, { count: rows.length - FIRST_ROWS })}</summary>
        <Table {...table} isCaptionHidden>
          {rows.slice(FIRST_ROWS)}
        </Table>
      </details>
    </>
  )
}

const FIRST_ROWS = 30
/** A few rows more are not worth a fold. */
const MOST_ROWS = 40
