//! What a queue has shown so far.

use crate::waiting::{AnswerTimes, CallLengths, Leaving, Staffing};

/// All that an estimate knows of a queue besides its present state. The default is that of a queue which never had a call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Experience {
    /// How long a call keeps an agent.
    pub lengths: CallLengths,
    /// How long it takes until somebody answers.
    pub answers: AnswerTimes,
    /// How soon shoppers give up.
    pub leaving: Leaving,
    /// How often agents stop serving.
    pub staffing: Staffing,
}
