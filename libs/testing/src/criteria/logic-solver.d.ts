declare module 'logic-solver' {
  type Formula = string | object;
  interface Solution {
    getTrueVars(): string[];
  }
  class Solver {
    require(...formulas: Formula[]): void;
    solveAssuming(formula: Formula): Solution | null;
  }
  const Logic: {
    TRUE: string;
    FALSE: string;
    Solver: typeof Solver;
    and(...operands: Formula[]): Formula;
    or(...operands: Formula[]): Formula;
    not(operand: Formula): Formula;
    xor(...operands: Formula[]): Formula;
    implies(a: Formula, b: Formula): Formula;
    exactlyOne(...operands: Formula[]): Formula;
  };
  export default Logic;
  export { Formula, Solver };
}
