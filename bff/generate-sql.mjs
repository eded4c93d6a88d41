// Makes the Go code of every room's queries.sql (npm run generate:sql), and
// writes down what it was made from: bff/sqlc.sum, checked by a Go test.
// SQLC names a built sqlc; without it Go builds one, which takes minutes.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const command = process.env.SQLC
  ? [process.env.SQLC, 'generate']
  : ['go', 'run', 'github.com/sqlc-dev/sqlc/cmd/sqlc@v1.31.1', 'generate']
const run = spawnSync(command[0], command.slice(1), { cwd: here, stdio: 'inherit' })
if (run.error) throw run.error
if (run.status !== 0) process.exit(run.status ?? 1)

const files = readdirSync(here, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(here, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
  .filter((path) => path === 'sqlc.yaml' || /^postgres\/migrations\/[^/]+\.sql$/.test(path) ||
    /^[^/]+\/queries\.sql$/.test(path) || /^[^/]+\/internal\/db\/[^/]+\.go$/.test(path))
  .sort()
const lines = files.map((path) => `${createHash('sha256').update(readFileSync(join(here, path))).digest('hex')}  ${path}\n`)
writeFileSync(join(here, 'sqlc.sum'), lines.join(''))
