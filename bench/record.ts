import { Sql } from '../src/core/db/statement'
import type { Database, Db, Statement } from '../src/core/db/types'

/** A database that notes what is asked of it, so that the same SQL can be sent straight through the driver. */
export function recording(database: Database): {
  database: Database
  statements: { text: string; values: unknown[] }[]
} {
  const statements: { text: string; values: unknown[] }[] = []
  const listen = (db: Db): Db => ({
    ...db,
    query(statement: Statement | Sql, plan?: 'general') {
      statements.push(statement instanceof Sql ? statement.compile() : statement)
      return db.query(statement, plan) as never
    },
  })
  return {
    statements,
    database: {
      ...database,
      tenant: t => listen(database.tenant(t)),
      transaction: (t, run) => database.transaction(t, db => run(listen(db))),
    },
  }
}
