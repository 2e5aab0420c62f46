import { useState } from 'react';
import { useForm, type DefaultValues, type FieldValues, type Path, type Resolver, type UseFormReturn } from 'react-hook-form';
import { useCommand, type CommandState } from '../shell/use-command.js';
import { problemsOfForm, problemsOfRefusal, type FormProblem, type ProblemWords } from './problems.js';

interface KonbitFormOptions<Values extends FieldValues, Data, Result> extends ProblemWords {
  defaultValues: DefaultValues<Values>;
  /** Usually `zodResolver(schema)` over a schema whose messages are codes. */
  resolver?: Resolver<Values>;
  /** Values of the form → data of the command; answers problems instead when the schema cannot see them. */
  toData: (values: Values) => Data;
  /** Sends the command; `commandId` goes into its envelope. */
  execute: (data: Data, commandId: string) => Promise<Result>;
  onDone?: (result: Result, data: Data) => void | Promise<void>;
  touches?: readonly string[] | ((result: Result, data: Data) => readonly string[]);
}

export interface KonbitForm<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  onSubmit: (event?: React.BaseSyntheticEvent) => void;
  /** For `<ErrorSummary>`. */
  problems: FormProblem[];
  attempt: number;
  /** The sentence beside a field, the same as in the summary. */
  errorOf: (field: string) => string | undefined;
  state: CommandState;
  busy: boolean;
}

/**
 * A form and its command: checked on submit only, problems in one summary that takes the focus once, values kept
 * whatever happens, the same command id through an outage or a new sign-in.
 */
export function useKonbitForm<Values extends FieldValues, Data, Result>(options: KonbitFormOptions<Values, Data, Result>): KonbitForm<Values> {
  const form = useForm<Values>({ defaultValues: options.defaultValues, resolver: options.resolver, mode: 'onSubmit', reValidateMode: 'onSubmit', shouldFocusError: false });
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const refuse = (found: FormProblem[]): void => {
    setProblems(found);
    setAttempt((count) => count + 1);
  };
  const command = useCommand<Data, Result>({ execute: options.execute, onDone: options.onDone, touches: options.touches, onRefused: (error) => refuse(problemsOfRefusal(error, options)) });
  const submit = form.handleSubmit(
    async (values) => {
      setProblems([]);
      await command.run(options.toData(values));
    },
    (errors) => refuse(problemsOfForm(errors, options)),
  );
  return {
    form, problems, attempt,
    onSubmit: (event) => { event?.preventDefault(); if (!command.busy) void submit(event); },
    errorOf: (field) => problems.find((problem) => problem.field === field)?.text,
    state: command.state, busy: command.busy,
  };
}

/** A field name typed for `register`, where a template made it. */
export function fieldName<Values extends FieldValues>(name: string): Path<Values> {
  return name as Path<Values>;
}
