import type { ComparisonView, CriterionView, ExploredView } from '@konbit/contracts';
import type { ReferenceIndex } from './reference-index.js';

type Condition = ComparisonView['regions'][number]['when'][number];
type Value = string | number | boolean;
/** A condition or a known fact as the API has it: values are texts, so that a boolean is `true` or `false`. */
export interface FactInput { fact: string; values?: readonly string[] | null; from?: number | null; to?: number | null }
interface RuleInput { when: readonly FactInput[] }

/** A criterion with its links and its conditions as the API has them. */
export function criterionNode(view: CriterionView, index: ReferenceIndex): object {
  return {
    ...view, service: index.findService(view.serviceId), branch: view.branchId === null ? null : index.findBranch(view.branchId),
    rules: view.rules.map((rule) => ({ ...rule, when: rule.when.map(conditionNode) })),
  };
}

export function exploredNode(view: ExploredView, index: ReferenceIndex): object {
  return { ...view, branch: view.branchId === null ? null : index.findBranch(view.branchId) };
}

export function comparisonNode(view: ComparisonView): object {
  return {
    ...view, regions: view.regions.map((region) => ({ ...region, when: region.when.map(conditionNode) })),
    witness: view.witness && { ...view.witness, facts: Object.entries(view.witness.facts).map(([fact, value]) => ({ fact, value: String(value) })) },
  };
}

/** The rules of an input, their values as the engine knows them. */
export function rulesOf(rules: readonly RuleInput[]): object[] {
  return rules.map((rule) => ({ ...rule, when: rule.when.map(({ values, ...condition }) => ({ ...condition, ...(values ? { in: values.map(valueOf) } : {}) })) }));
}

/** What is known of a person, by fact; a fact without value and bounds is unknown. */
export function knownOf(facts: readonly FactInput[]): Record<string, Value | Value[] | { from?: number; to?: number }> {
  return Object.fromEntries(facts.flatMap(({ fact, values, from, to }): [string, Value | Value[] | { from?: number; to?: number }][] => {
    if (values && values.length > 0) return [[fact, values.map(valueOf)]];
    return from == null && to == null ? [] : [[fact, { ...(from == null ? {} : { from }), ...(to == null ? {} : { to }) }]];
  }));
}

function conditionNode({ in: values, ...condition }: Condition): object {
  return { ...condition, values: values?.map(String) ?? null };
}

// No enum of the vocabulary has one of these as a code.
const valueOf = (text: string): Value => (text === 'true' || text === 'false' ? text === 'true' : text);
