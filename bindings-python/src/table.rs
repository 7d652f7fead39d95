//! Results as tables of Arrow data.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, StructArray,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::column::TextColumn;
use crate::fault::Refused;

/// A table of columns, each with its name.
#[pyclass(frozen, module = "double_random._native")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// The table with these columns, in as many pieces as are given.
    pub(crate) fn of_pieces(
        columns: &[(&str, DataType)],
        pieces: Vec<Vec<ArrayRef>>,
    ) -> Result<Self, Refused> {
        let field = |(name, of): &(&str, DataType)| Field::new(*name, of.clone(), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let batch = |arrays| RecordBatch::try_new(Arc::clone(&schema), arrays);
        let batches = pieces.into_iter().map(batch).collect::<Result<_, _>>().map_err(Refused::request)?;
        Ok(Self { schema, batches })
    }
}

#[pymethods]
impl Table {
    /// The table with these columns: name, kind (`text`, `number`, `real` or `flag`) and values, of which any may be missing.
    #[new]
    fn new(columns: Vec<(String, String, Bound<'_, PyList>)>) -> PyResult<Self> {
        let mut named = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for (name, kind, values) in &columns {
            let array: ArrayRef = match kind.as_str() {
                "text" => Arc::new(StringArray::from(values.extract::<Vec<Option<String>>>()?)),
                "number" => Arc::new(Int64Array::from(values.extract::<Vec<Option<i64>>>()?)),
                // Only statistics have such columns; they are passed through, not reckoned with.
                "real" => Arc::new(values.extract::<Vec<Option<_>>>()?.into_iter().collect::<Float64Array>()),
                "flag" => Arc::new(BooleanArray::from(values.extract::<Vec<Option<bool>>>()?)),
                other => return Err(Refused::request(format!("no kind of column `{other}`")).into()),
            };
            named.push((name.as_str(), array.data_type().clone()));
            arrays.push(array);
        }
        Ok(Self::of_pieces(&named, vec![arrays])?)
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The values of a column; none of a column that is not there.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Option<Bound<'py, PyList>>> {
        let Ok(place) = self.schema.index_of(name) else { return Ok(None) };
        let values = PyList::empty(py);
        for array in self.batches.iter().filter_map(|batch| batch.columns().get(place)) {
            append(&values, array)?;
        }
        Ok(Some(values))
    }

    /// The table as an Arrow stream (the Arrow PyCapsule interface).
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let field = Arc::new(Field::new_struct("", self.schema.fields().clone(), false));
        let batches: Vec<_> = self.batches.iter().map(|batch| Ok(struct_of(batch.clone()))).collect();
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(batches, field)), requested_schema)?)
    }

    /// The schema of that stream.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }
}

fn struct_of(batch: RecordBatch) -> ArrayRef {
    Arc::new(StructArray::from(batch))
}

/// Appends the values of an array to a list.
fn append(values: &Bound<'_, PyList>, array: &ArrayRef) -> PyResult<()> {
    match array.data_type() {
        DataType::Boolean => array.as_boolean().iter().try_for_each(|value| values.append(value)),
        DataType::Int64 => {
            array.as_primitive::<Int64Type>().iter().try_for_each(|value| values.append(value))
        }
        DataType::Float64 => {
            array.as_primitive::<Float64Type>().iter().try_for_each(|value| values.append(value))
        }
        DataType::UInt64 => {
            array.as_primitive::<UInt64Type>().iter().try_for_each(|value| values.append(value))
        }
        _ => {
            let texts = TextColumn::read(std::slice::from_ref(array)).map_err(Refused::request)?;
            let text = |(row, text)| if array.is_valid(row) { Some(text) } else { None };
            texts.iter().enumerate().map(text).try_for_each(|text| values.append(text))
        }
    }
}
