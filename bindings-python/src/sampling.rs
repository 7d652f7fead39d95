//! Only the sampling, over columns: tickets, a stratified draw, and parts of one that merge.

use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::builder::LargeStringBuilder;
use arrow_array::{Array, ArrayRef, BooleanArray, StringArray, UInt64Array};
use arrow_schema::DataType;
use double_random::{
    Digest, IdColumn, Interrupted, PartialEntry, PerTier, RiskTier, SampleSize, SamplingError, TicketKey,
    Watch, stratified_draw as draw,
};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::column::TextColumn;
use crate::fault::{Refused, word};
use crate::input::Pieces;
use crate::table::Table;
use crate::work;

/// Rows between two reports.
const STEPS: usize = 1 << 14;

/// The tickets of ids under a key, beside the ids.
#[pyfunction]
#[pyo3(signature = (ids, key, *, suite, progress = None))]
pub(crate) fn tickets(
    py: Python<'_>,
    ids: Pieces,
    key: &str,
    suite: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Table> {
    let key = ticket_key(key, suite)?;
    let Pieces(pieces) = ids;
    let ids_type = pieces.first().map_or(DataType::Utf8, |piece| piece.data_type().clone());
    let made = work::run(py, progress, move |watch| {
        let ids = Ids::read(&pieces)?;
        let tickets = tickets_of(&ids.0, &key, watch)?;
        let places = pieces.iter().scan(0, |start, piece| {
            *start += piece.len();
            Some((*start - piece.len(), piece.len()))
        });
        let columns = [("id", ids_type), ("ticket", tickets.data_type().clone())];
        let beside = pieces.iter().zip(places).map(|(piece, (start, rows))| -> Vec<ArrayRef> {
            vec![Arc::clone(piece), Arc::new(tickets.slice(start, rows))]
        });
        Table::of_pieces(&columns, beside.collect())
    })?;
    Ok(made?)
}

/// Writes a ticket for each id.
fn tickets_of(
    ids: &TextColumn,
    key: &TicketKey,
    watch: &mut dyn Watch,
) -> Result<arrow_array::LargeStringArray, Refused> {
    let rows = ids.rows();
    let mut tickets = LargeStringBuilder::with_capacity(rows, rows * 64);
    let mut report = |done: usize| match watch.at(done as u64, rows as u64) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => {
            Err(SamplingError::from(Interrupted::Stopped { done: done as u64, total: rows as u64 }))
        }
    };
    for (row, id) in ids.iter().enumerate() {
        if row.is_multiple_of(STEPS) {
            report(row)?;
        }
        tickets.append_value(text(&key.ticket(id.as_bytes()).hex()));
    }
    report(rows)?;
    Ok(tickets.finish())
}

fn text(hex: &[u8; 64]) -> &str {
    str::from_utf8(hex).unwrap_or_default()
}

/// The drawn and the reserve of each tier, with their rows, from 0.
#[pyfunction]
#[pyo3(signature = (ids, tiers, numbers, key, *, reserve, suite, progress = None))]
#[expect(clippy::too_many_arguments, reason = "they are named where it is called from")]
pub(crate) fn stratified_draw(
    py: Python<'_>,
    ids: Pieces,
    tiers: Pieces,
    numbers: [u64; 4],
    key: &str,
    reserve: u32,
    suite: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Table> {
    let key = ticket_key(key, suite)?;
    let size = SampleSize { drawn: PerTier(numbers), reserve };
    let drawn = work::run(py, progress, move |watch| {
        let (ids, tiers) = population(&ids.0, &tiers.0)?;
        let strata = draw(&key, &ids, |row| tiers.get(row).copied().flatten(), &size, watch)?;
        let mut rows = Vec::new();
        for (tier, stratum) in strata.iter() {
            let all = stratum.drawn.iter().map(|row| (true, *row));
            let all = all.chain(stratum.reserve.iter().map(|row| (false, *row)));
            rows.extend((1_u64..).zip(all).map(|(rank, (drawn, row))| {
                let id = ids.get(row).to_owned();
                let ticket = key.ticket(id.as_bytes());
                Ranked { tier, rank, drawn, row: Some(row as u64), id, ticket }
            }));
        }
        Ok::<_, Refused>(rows)
    })?;
    ranked(&drawn?)
}

/// The smallest tickets of each tier in one part of a population.
#[pyclass(frozen, eq, module = "double_random._native")]
#[derive(PartialEq)]
pub(crate) struct PartialDraw(double_random::PartialDraw);

#[pymethods]
impl PartialDraw {
    #[new]
    #[pyo3(signature = (ids, tiers, numbers, key, *, reserve, suite, progress = None))]
    #[expect(clippy::too_many_arguments, reason = "they are named where it is called from")]
    fn new(
        py: Python<'_>,
        ids: Pieces,
        tiers: Pieces,
        numbers: [u64; 4],
        key: &str,
        reserve: u32,
        suite: &str,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let key = ticket_key(key, suite)?;
        let size = SampleSize { drawn: PerTier(numbers), reserve };
        let part = work::run(py, progress, move |watch| {
            let (ids, tiers) = population(&ids.0, &tiers.0)?;
            let tier = |row: usize| tiers.get(row).copied().flatten();
            Ok::<_, Refused>(double_random::PartialDraw::new(&key, &ids, tier, size, watch)?)
        })?;
        Ok(Self(part?))
    }

    /// The part that this text describes.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Ok(Self(serde_json::from_str(text).map_err(Refused::request)?))
    }

    /// The part as text, to be sent to another machine.
    fn to_json(&self) -> PyResult<String> {
        Ok(serde_json::to_string(&self.0).map_err(Refused::request)?)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let from_json = py.get_type::<Self>().getattr("from_json")?;
        (from_json, (self.to_json()?,)).into_pyobject(py)
    }

    /// The draw of both parts together.
    fn merge(&self, other: &Self) -> PyResult<Self> {
        Ok(Self(self.0.clone().merge(other.0.clone()).map_err(Refused::from)?))
    }

    /// How many of each tier were seen.
    #[getter]
    fn seen(&self) -> [u64; 4] {
        self.0.seen().0
    }

    /// The drawn and the reserve of each tier.
    fn table(&self) -> PyResult<Table> {
        let mut rows = Vec::new();
        for tier in RiskTier::ALL {
            let drawn = self.0.drawn(tier).map_err(Refused::from)?;
            let all = drawn.iter().map(|entry| (true, entry));
            let all = all.chain(self.0.reserve(tier).iter().map(|entry| (false, entry)));
            rows.extend((1_u64..).zip(all).map(|(rank, (drawn, PartialEntry { ticket, id }))| Ranked {
                tier,
                rank,
                drawn,
                row: None,
                id: id.clone(),
                ticket: *ticket,
            }));
        }
        ranked(&rows)
    }
}

/// One target of a sample.
struct Ranked {
    tier: RiskTier,
    rank: u64,
    drawn: bool,
    row: Option<u64>,
    id: String,
    ticket: Digest,
}

fn ranked(rows: &[Ranked]) -> PyResult<Table> {
    let texts = |text: fn(&Ranked) -> String| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(rows.iter().map(text)))
    };
    let mut columns: Vec<(&str, ArrayRef)> = vec![
        ("tier", texts(|ranked| ranked.tier.letter().to_owned())),
        ("rank", Arc::new(UInt64Array::from_iter_values(rows.iter().map(|ranked| ranked.rank)))),
        ("drawn", Arc::new(rows.iter().map(|ranked| Some(ranked.drawn)).collect::<BooleanArray>())),
        ("id", texts(|ranked| ranked.id.clone())),
        ("ticket", texts(|ranked| ranked.ticket.to_string())),
    ];
    if rows.iter().all(|ranked| ranked.row.is_some()) {
        columns.push(("row", Arc::new(rows.iter().map(|ranked| ranked.row).collect::<UInt64Array>())));
    }
    let named: Vec<_> = columns.iter().map(|(name, array)| (*name, array.data_type().clone())).collect();
    Ok(Table::of_pieces(&named, vec![columns.into_iter().map(|(_, array)| array).collect()])?)
}

fn ticket_key(key: &str, suite: &str) -> Result<TicketKey, Refused> {
    Ok(TicketKey::new(word(suite)?, &key.parse()?))
}

/// Ids and tiers of a population; as many of the one as of the other, or the work is refused.
fn population(ids: &[ArrayRef], tiers: &[ArrayRef]) -> Result<(TextColumn, Vec<Option<RiskTier>>), Refused> {
    let ids = Ids::read(ids)?.0;
    let tiers = RiskTier::read_column("tier", TextColumn::read(tiers).map_err(Refused::request)?.iter())?;
    if ids.rows() == tiers.len() {
        Ok((ids, tiers))
    } else {
        Err(Refused::request(format!("{} ids, but {} tiers", ids.rows(), tiers.len())))
    }
}

/// Ids, none of them missing.
struct Ids(TextColumn);

impl Ids {
    fn read(pieces: &[ArrayRef]) -> Result<Self, Refused> {
        let mut before = 0;
        for piece in pieces {
            if let Some(row) = (0..piece.len()).find(|row| piece.null_count() > 0 && piece.is_null(*row)) {
                return Err(SamplingError::NotText { row: (before + row) as u64 }.into());
            }
            before += piece.len();
        }
        TextColumn::read(pieces).map(Self).map_err(Refused::request)
    }
}
