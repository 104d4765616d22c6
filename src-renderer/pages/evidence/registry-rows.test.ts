import { expect, it } from 'vitest'
import { registryRows, registryWords } from './registry-rows.ts'

const version = {
  version: '3', stage: 'Production', aliases: ['champion'], run: { id: 'a', name: 'final' }, loggedModel: null, source: 'runs:/a/model', status: 'READY', createdAt: 1,
}
const models = [{ name: 'card', description: null, versions: [version] }, { name: 'empty', workspace: 'retail', description: null, versions: [] }]

it('a row a version, and one for a model without any', () => {
  expect(registryRows(models)).toEqual([
    { model: 'card', version: '3', stage: 'Production', aliases: ['champion'], run: { id: 'a', name: 'final' }, source: 'runs:/a/model' },
    { model: 'empty (workspace retail)', version: null, stage: null, aliases: [], run: null, source: null },
  ])
})

it('prompts are told apart from models', () => {
  expect(registryWords({ registeredModels: 2, registry: models, prompts: 3 })).toBe('2 registered models with 1 version; 3 prompts are no models')
  expect(registryWords({ registeredModels: 1, registry: models.slice(0, 1), prompts: 1 })).toBe('1 registered model with 1 version; 1 prompt is no model')
  expect(registryWords({ registeredModels: 0 })).toBe('no registered models')
})
