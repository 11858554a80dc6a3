//! The shops that are simulated.

/// A shop. All times are seconds.
pub struct Scenario {
    pub name: &'static str,
    /// How many days of twelve hours.
    pub days: u32,
    /// How many such shops, each with a seed of its own.
    pub shops: u64,
    /// Only the first so many shoppers of each shop are looked at.
    pub shoppers: usize,
    /// How many agents there are at noon; at the ends of the day there is one.
    pub agents: u32,
    /// Shoppers in an hour at noon; at the ends of the day a third of that.
    pub per_hour: f64,
    /// Mean lengths of calls with wrapping up, one for each shop in turn.
    pub call_lengths: &'static [f64],
    /// Standard deviation of the logarithm of a call's length.
    pub call_deviation: f64,
    /// How long a shopper stays in line, on average.
    pub patience: f64,
    /// Between two breaks of an agent, on average.
    pub between_breaks: f64,
    /// A break, on average.
    pub break_length: f64,
}

/// A day of a shop.
pub const DAY: f64 = 43_200.0;

pub const SCENARIOS: [Scenario; 5] = [
    Scenario {
        name: "quiet",
        days: 20,
        shops: 4,
        shoppers: usize::MAX,
        agents: 3,
        per_hour: 9.0,
        call_lengths: &[300.0, 420.0, 380.0, 600.0],
        call_deviation: 0.8,
        patience: 900.0,
        between_breaks: 7_200.0,
        break_length: 600.0,
    },
    Scenario {
        name: "alone",
        days: 25,
        shops: 4,
        shoppers: usize::MAX,
        agents: 1,
        per_hour: 5.5,
        call_lengths: &[420.0, 500.0, 350.0, 600.0],
        call_deviation: 0.7,
        patience: 1_200.0,
        between_breaks: 10_800.0,
        break_length: 600.0,
    },
    Scenario {
        name: "busy",
        days: 12,
        shops: 4,
        shoppers: usize::MAX,
        agents: 6,
        per_hour: 40.0,
        call_lengths: &[420.0, 480.0, 360.0, 450.0],
        call_deviation: 0.9,
        patience: 1_200.0,
        between_breaks: 7_200.0,
        break_length: 900.0,
    },
    Scenario {
        name: "overloaded",
        days: 5,
        shops: 4,
        shoppers: usize::MAX,
        agents: 8,
        per_hour: 100.0,
        call_lengths: &[420.0, 500.0, 380.0, 450.0],
        call_deviation: 0.8,
        patience: 1_500.0,
        between_breaks: 7_200.0,
        break_length: 900.0,
    },
    Scenario {
        name: "from_scratch",
        days: 1,
        shops: 60,
        shoppers: 50,
        agents: 4,
        per_hour: 26.0,
        call_lengths: &[180.0, 300.0, 420.0, 600.0, 900.0],
        call_deviation: 0.8,
        patience: 1_200.0,
        between_breaks: 7_200.0,
        break_length: 600.0,
    },
];

impl Scenario {
    /// How busy it is at this time, against noon.
    pub fn shape(&self, time: f64) -> f64 {
        let up = (std::f64::consts::PI * (time.rem_euclid(DAY) / DAY)).sin();
        (1.0 + 2.0 * up * up) / 3.0
    }

    /// When in the day the agent of this number serves.
    pub fn shift(&self, agent: u32) -> (f64, f64) {
        let part = f64::from(agent) / f64::from(self.agents);
        (part * 0.35 * DAY, DAY - part * 0.4 * DAY)
    }
}
