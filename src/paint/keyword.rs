//! Enumerated attribute values.

/// An enum whose values have names in the API.
pub trait Keyword: Copy + PartialEq + Sized + 'static {
    /// Every value with its name, in the order of the discriminants.
    const TABLE: &'static [(Self, &'static str)];

    /// The value of that name, compared exactly as the standard says; `None` for others.
    fn parse(name: &str) -> Option<Self> {
        Self::TABLE.iter().find(|(_, n)| *n == name).map(|(value, _)| *value)
    }

    /// The value at `index` of the table, as JavaScript sends it.
    fn from_index(index: usize) -> Option<Self> {
        Self::TABLE.get(index).map(|(value, _)| *value)
    }

    /// The name of the value.
    fn name(self) -> &'static str {
        // Every value is in its table (tested for each); the empty name can't be reached.
        Self::TABLE.iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::Keyword;

    fn round_trips<K: Keyword + std::fmt::Debug>(count: usize) {
        assert_eq!(K::TABLE.len(), count);
        for (i, (value, name)) in K::TABLE.iter().enumerate() {
            assert_eq!(K::parse(name), Some(*value));
            assert_eq!(K::from_index(i), Some(*value));
            assert_eq!(value.name(), *name);
            assert_eq!(K::parse(&name.to_uppercase()), None);
        }
        assert_eq!(K::parse(""), None);
        assert_eq!(K::from_index(count), None);
    }

    #[test]
    fn every_table_parses_and_prints() {
        round_trips::<LineCap>(3);
        round_trips::<LineJoin>(3);
        round_trips::<SmoothingQuality>(3);
        round_trips::<CompositeMode>(27);
        round_trips::<Repetition>(4);
    }
}
